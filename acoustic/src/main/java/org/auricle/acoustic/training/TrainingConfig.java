package org.auricle.acoustic.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.auricle.engine.feature.FeatureOptions;
import org.auricle.engine.nn.AdamW;
import org.auricle.engine.nn.CellOptions;

/**
 * A training recipe, as {@link TrainingConfigReader} reads it from one JSON file. Defaults are
 * those of {@code DEFAULT} in each part.
 *
 * @param train what is learned from, one or more
 * @param dev manifest that tells when to stop and which epoch was best; never learned from
 * @param text how texts become tokens
 * @param features from signal to network input
 * @param network shape and dropout
 * @param optimizer of the weights
 * @param augmentation of the training audio
 * @param schedule epochs and batches
 * @param resources threads, memory, checkpoints: these do not change the result
 */
public record TrainingConfig(
    List<Corpus> train,
    Path dev,
    Text text,
    FeatureOptions features,
    Network network,
    Optimizer optimizer,
    AugmentationOptions augmentation,
    Schedule schedule,
    Resources resources) {

  /** Requires all parts. */
  public TrainingConfig {
    train = List.copyOf(train);
    Objects.requireNonNull(dev, "dev");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(features, "features");
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(optimizer, "optimizer");
    Objects.requireNonNull(augmentation, "augmentation");
    Objects.requireNonNull(schedule, "schedule");
    Objects.requireNonNull(resources, "resources");
    require(!train.isEmpty(), "train", "no corpus", "at least one");
    require(
        optimizer.frozenLayers() <= network.layers(),
        "optimizer.frozenLayers",
        optimizer.frozenLayers(),
        "0.." + network.layers());
  }

  /** A recipe with all defaults. */
  public static TrainingConfig of(List<Corpus> train, Path dev) {
    return new TrainingConfig(
        train,
        dev,
        Text.DEFAULT,
        FeatureOptions.DEFAULT,
        Network.DEFAULT,
        Optimizer.DEFAULT,
        AugmentationOptions.DEFAULT,
        Schedule.DEFAULT,
        Resources.DEFAULT);
  }

  /** The same with other texts and tokens. */
  public TrainingConfig withText(Text other) {
    return new TrainingConfig(
        train, dev, other, features, network, optimizer, augmentation, schedule, resources);
  }

  /** The same with another network. */
  public TrainingConfig withNetwork(Network other) {
    return new TrainingConfig(
        train, dev, text, features, other, optimizer, augmentation, schedule, resources);
  }

  /**
   * Recordings to learn from.
   *
   * @param manifest JSON lines
   * @param weight expected number of times that each utterance is drawn in an epoch; below 1 a
   *     different random part each time
   * @param speech false for noise and music, of which is learned that nobody says anything;
   *     whatever their texts are
   */
  public record Corpus(Path manifest, double weight, boolean speech) {

    /** Each utterance once an epoch. */
    public static final double DEFAULT_WEIGHT = 1;

    /** Recordings of speech. */
    public Corpus(Path manifest, double weight) {
      this(manifest, weight, true);
    }

    /** Validates ranges. */
    public Corpus {
      Objects.requireNonNull(manifest, "manifest");
      require(weight > 0 && weight <= 1_000, "weight", weight, "0 < weight <= 1000");
    }
  }

  /** What to do with a text that has characters without a token. */
  public enum UnknownCharacters {
    /** Stop before training starts, naming file and line. */
    FAIL,
    /** Leave the utterance out, and count it. */
    SKIP
  }

  /**
   * Texts and tokens.
   *
   * @param tokens one character each, or the symbols of the lexicon; id = position, the blank
   *     first; {@code "|"} between words. If pieces are asked for, the characters that they are
   *     made of; if some begin with U+2581, they are pieces themselves
   * @param lexicon how words are spelled, a word, a tab and its tokens on every line; a text is
   *     learned as the first spelling of each word says. Without one, tokens are characters or
   *     pieces
   * @param pieces of words, in the place of characters
   * @param unknownCharacters what to do with a text that cannot be spelled
   * @param maxUtteranceSeconds longer recordings are left out, and counted
   */
  public record Text(
      List<String> tokens,
      Optional<Path> lexicon,
      PieceSettings pieces,
      UnknownCharacters unknownCharacters,
      double maxUtteranceSeconds) {

    /** Blank, word separator, apostrophe, a to z; unknown characters fail; at most 30 s. */
    public static final Text DEFAULT =
        new Text(english(), Optional.empty(), PieceSettings.NONE, UnknownCharacters.FAIL, 30);

    /** Validates ranges. */
    public Text {
      tokens = List.copyOf(tokens);
      Objects.requireNonNull(lexicon, "lexicon");
      Objects.requireNonNull(pieces, "pieces");
      Objects.requireNonNull(unknownCharacters, "unknownCharacters");
      require(lexicon.isEmpty() || !pieces.wanted(), "text.pieces", "wanted", "no text.lexicon");
      require(tokens.size() >= 2, "text.tokens", tokens.size(), "at least blank and one more");
      require(maxUtteranceSeconds > 0, "text.maxUtteranceSeconds", maxUtteranceSeconds, "> 0");
    }

    /** The same with other tokens. */
    public Text withTokens(List<String> other) {
      return new Text(other, lexicon, pieces, unknownCharacters, maxUtteranceSeconds);
    }

    private static List<String> english() {
      List<String> tokens = new ArrayList<>(List.of("<blank>", "|", "'"));
      for (char c = 'a'; c <= 'z'; c++) {
        tokens.add(String.valueOf(c));
      }
      return tokens;
    }
  }

  /**
   * The network's shape.
   *
   * @param layers bidirectional LSTM layers
   * @param hidden units of each direction
   * @param dropout probability of dropping a layer's output in training
   * @param dropoutPerUtterance whether all frames of an utterance lose the same outputs
   * @param recurrentDropout probability of dropping a recurrent weight for a batch in training
   * @param cell what the layers are made of
   */
  public record Network(
      int layers,
      int hidden,
      double dropout,
      boolean dropoutPerUtterance,
      double recurrentDropout,
      CellOptions cell) {

    /** Three layers of 256 units each way, dropout 0.4. */
    public static final Network DEFAULT = plain(3, 256, 0.4);

    /** Validates ranges. */
    public Network {
      require(layers >= 1 && layers <= 64, "network.layers", layers, "1..64");
      require(hidden >= 1 && hidden <= 65_536, "network.hidden", hidden, "1..65536");
      require(dropout >= 0 && dropout < 1, "network.dropout", dropout, "0 <= dropout < 1");
      require(
          recurrentDropout >= 0 && recurrentDropout < 1,
          "network.recurrentDropout",
          recurrentDropout,
          "0 <= dropout < 1");
      Objects.requireNonNull(cell, "network.cell").requireUnits(hidden);
    }

    /** LSTMs without options. */
    public static Network plain(int layers, int hidden, double dropout) {
      return new Network(layers, hidden, dropout, false, 0, CellOptions.DEFAULT);
    }
  }

  /**
   * How weights move.
   *
   * @param learningRate peak, after the warm-up
   * @param finalLearningRate at the end of the cosine decay
   * @param warmupSteps linear from 0
   * @param clipNorm largest global norm of the gradient of the mean loss of an utterance
   * @param emaDecay of the exponential moving average of the weights, which is what is validated
   *     and kept; 0 for the weights themselves
   * @param frozenLayers first layers that stay as they began, as fine-tuning may ask
   * @param adam the optimiser's constants
   */
  public record Optimizer(
      double learningRate,
      double finalLearningRate,
      int warmupSteps,
      double clipNorm,
      double emaDecay,
      int frozenLayers,
      AdamW.Options adam) {

    /**
     * 1e-3 after 200 steps, to 1e-5; clipping at 2; average over about 500 steps; all layers learn.
     */
    public static final Optimizer DEFAULT =
        new Optimizer(1e-3, 1e-5, 200, 2, 0.998, 0, AdamW.Options.DEFAULT);

    /** Validates ranges. */
    public Optimizer {
      Objects.requireNonNull(adam, "adam");
      require(
          learningRate > 0 && learningRate <= 10, "optimizer.learningRate", learningRate, "0..10");
      require(
          finalLearningRate >= 0 && finalLearningRate <= learningRate,
          "optimizer.finalLearningRate",
          finalLearningRate,
          "0.." + learningRate);
      require(warmupSteps >= 0, "optimizer.warmupSteps", warmupSteps, ">= 0");
      require(clipNorm > 0, "optimizer.clipNorm", clipNorm, "> 0");
      require(emaDecay >= 0 && emaDecay < 1, "optimizer.emaDecay", emaDecay, "0 <= decay < 1");
      require(frozenLayers >= 0, "optimizer.frozenLayers", frozenLayers, ">= 0");
    }
  }

  /**
   * Epochs and batches.
   *
   * @param epochs passes over the data; the learning rate decays over all of them
   * @param batchSize utterances a step
   * @param seed of everything random
   * @param patience epochs without a better dev result after which training stops; 0 for never
   * @param shortFirstEpochs first epochs that go from short utterances to long ones (Amodei et al.
   *     2016, SortaGrad)
   * @param keepLast the model is the last epoch's, whatever the dev set says, and patience has no
   *     end
   */
  public record Schedule(
      int epochs, int batchSize, long seed, int patience, int shortFirstEpochs, boolean keepLast) {

    /** 75 epochs, batches of 8, patience 20, no epoch short first; the best is kept. */
    public static final Schedule DEFAULT = new Schedule(75, 8, 1, 20, 0, false);

    /** Validates ranges. */
    public Schedule {
      require(epochs >= 1 && epochs <= 100_000, "schedule.epochs", epochs, "1..100000");
      require(batchSize >= 1 && batchSize <= 4_096, "schedule.batchSize", batchSize, "1..4096");
      require(patience >= 0, "schedule.patience", patience, ">= 0");
      require(shortFirstEpochs >= 0, "schedule.shortFirstEpochs", shortFirstEpochs, ">= 0");
    }
  }

  /**
   * What training may use. The result is the same whatever stands here.
   *
   * @param threads 0 for all processors
   * @param audioCacheMiB most memory for decoded speech; what does not fit is decoded again (noise
   *     recordings are always kept)
   * @param checkpointMinutes between checkpoints within an epoch; each epoch ends with one anyway
   * @param checkAudio decode every recording before training starts, which finds all that are
   *     broken; if not, only see whether the files are there
   */
  public record Resources(
      int threads, int audioCacheMiB, double checkpointMinutes, boolean checkAudio) {

    /** All processors, 1 GiB, 10 minutes, all recordings checked. */
    public static final Resources DEFAULT = new Resources(0, 1_024, 10, true);

    /** Validates ranges. */
    public Resources {
      require(threads >= 0 && threads <= 1_024, "resources.threads", threads, "0..1024");
      require(audioCacheMiB >= 0, "resources.audioCacheMiB", audioCacheMiB, ">= 0");
      require(checkpointMinutes >= 0, "resources.checkpointMinutes", checkpointMinutes, ">= 0");
    }

    /** Threads, once the machine is known. */
    public int resolvedThreads() {
      return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }
  }

  private static void require(boolean holds, String name, Object found, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": " + found + " (expected: " + expected + ")");
    }
  }
}
