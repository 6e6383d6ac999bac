/**
 * Features: Kaldi's, and those that other toolkits' models expect (NeMo's log-mel, icefall's scale,
 * plain samples). Start at {@link org.auricle.engine.feature.FeaturePipeline}, which follows the
 * recipe in {@link org.auricle.engine.feature.FeatureOptions}:
 *
 * <pre>
 * samples --SignalFramer--> frames --LogMelFrame--> log-mel --CepstralTransform--> MFCC
 *         --Deltas--> --FeatureNormalizer--> --FrameStacker--> network input
 * </pre>
 *
 * <p>Each stage has one streaming form, and its offline form is that stream fed at once: the two
 * are equal bit for bit, whatever the sizes of the pieces.
 */
package org.auricle.engine.feature;
