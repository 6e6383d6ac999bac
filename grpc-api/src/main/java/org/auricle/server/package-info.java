/**
 * What all the doors of the server share: the models that are served and who may use them. Start at
 * {@link org.auricle.server.ModelRegistry}.
 */
package org.auricle.server;
