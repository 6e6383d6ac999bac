/**
 * Pictures of sound and of what a network makes of it, for pages that need nothing else: HTML with
 * PNG and SVG inside, audio that plays, one time axis for all. Start at {@link
 * org.auricle.tools.picture.TimeStrip}; {@link org.auricle.tools.picture.HtmlPage} is what stands
 * around it.
 */
package org.auricle.tools.picture;
