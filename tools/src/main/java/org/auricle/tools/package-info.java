/**
 * The {@code auricle} command. Start at {@link org.auricle.tools.Auricle}; each subcommand is one
 * class. This package alone prints, exits and turns exceptions into exit codes.
 */
package org.auricle.tools;
