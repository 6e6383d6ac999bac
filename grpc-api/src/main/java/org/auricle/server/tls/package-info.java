/**
 * Encryption of all doors, from PEM files that may change. Start at {@link
 * org.auricle.server.tls.TlsKeys}.
 */
package org.auricle.server.tls;
