/**
 * Models from bundles, which are replaced while they are in use. Start at {@link
 * org.auricle.server.registry.BundleRegistry}.
 */
package org.auricle.server.registry;
