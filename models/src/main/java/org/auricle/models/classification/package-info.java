/**
 * Text classification by LSTMs beside naive Bayes' evidence.
 *
 * <p>Start at {@link org.auricle.models.classification.TextClassifier}, which says what a text is;
 * {@link org.auricle.models.classification.ClassifierTrainer} makes one from {@link
 * org.auricle.models.classification.LabelledTexts}, {@link
 * org.auricle.models.classification.ClassifierEvaluation} measures it, {@link
 * org.auricle.models.classification.ClassifierFile} is it on disk.
 */
package org.auricle.models.classification;
