/**
 * What goes on in a network while it listens, as a page. Start at {@link
 * org.auricle.tools.explain.ExplainPage}.
 */
package org.auricle.tools.explain;
