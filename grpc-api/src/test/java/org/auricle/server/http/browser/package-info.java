/** Drives a real browser. */
package org.auricle.server.http.browser;
