/**
 * How a feature recipe stands in JSON: in a training recipe, in a bundle's {@code bundle.json}, in
 * the metadata of an exported model. Start at {@link org.auricle.acoustic.recipe.FeatureJson}; a
 * new front end gets its name there and nowhere else.
 */
package org.auricle.acoustic.recipe;
