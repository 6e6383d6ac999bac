/**
 * Word pieces: tokens of one or several characters, learned from texts. Start at {@link
 * org.auricle.acoustic.pieces.PieceModel}; {@link org.auricle.acoustic.pieces.PieceTrainer} finds
 * them.
 */
package org.auricle.acoustic.pieces;
