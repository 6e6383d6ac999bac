/**
 * A whole server from its configuration: models, scheduler, doors, in order. Start at {@link
 * org.auricle.server.launch.AuricleServer}.
 */
package org.auricle.server.launch;
