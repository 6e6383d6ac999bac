/**
 * Who may use the server, and how much: keys, certificates, limits of each client. Start at {@link
 * org.auricle.server.access.AccessControl}.
 */
package org.auricle.server.access;
