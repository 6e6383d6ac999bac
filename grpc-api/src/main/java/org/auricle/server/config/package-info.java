/**
 * How a server is set up: one YAML file, environment variables above it, and flags above those.
 *
 * <p>Start at {@link org.auricle.server.config.ServerConfig}, whose records hold every option with
 * its default and what it does; {@link org.auricle.server.config.ConfigReader} fills them, {@link
 * org.auricle.server.config.ConfigWriter} writes them down.
 */
package org.auricle.server.config;
