package org.auricle.acoustic.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.auricle.acoustic.bilstm.BiLstmConfig;
import org.auricle.acoustic.bilstm.BiLstmNetwork;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.acoustic.bilstm.DropoutOptions;
import org.auricle.acoustic.pieces.PieceModel;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.recognition.CtcDecoder;
import org.auricle.engine.recognition.TokenTable;
import org.auricle.engine.training.CheckpointStore;
import org.auricle.engine.training.TrainingException;

/**
 * Trains a bidirectional LSTM with CTC as a {@link TrainingConfig} says. The same recipe on the
 * same machine gives the same weights, bit for bit, on any number of threads and however often it
 * was interrupted and resumed. Not thread-safe.
 */
public final class AcousticTrainer {
  private final TrainingConfig config;
  private final TrainingListener listener;
  private final Function<TokenTable, CtcDecoder> decoders;
  private Optional<Function<TokenTable, Speller>> spellers = Optional.empty();
  private Optional<PieceModel> pieces = Optional.empty();
  private Optional<BiLstmWeights> initial = Optional.empty();
  private Optional<TokenTable> initialTokens = Optional.empty();

  /**
   * A trainer.
   *
   * @param listener hears how it goes
   * @param decoders makes the decoder that the dev set's error rates are measured with
   */
  public AcousticTrainer(
      TrainingConfig config, TrainingListener listener, Function<TokenTable, CtcDecoder> decoders) {
    this.config = config;
    this.listener = listener;
    this.decoders = decoders;
  }

  /**
   * Starts from what another network has learned instead of from random weights. A token that it
   * knew, too, keeps its row of the output layer; others begin at random. A training that is
   * resumed needs the same weights again.
   *
   * @param tokens of those weights
   * @throws TrainingException if its shape is not the recipe's
   */
  public AcousticTrainer startFrom(BiLstmWeights weights, TokenTable tokens) {
    BiLstmConfig from = weights.config();
    if (from.inputDim() != config.features().dim()
        || from.layers() != config.network().layers()
        || from.hidden() != config.network().hidden()
        || !from.cell().equals(config.network().cell())) {
      throw new TrainingException(
          "initial weights: input %d, layers %d, hidden %d, %s (expected: the recipe's %d, %d, %d, %s)"
              .formatted(
                  from.inputDim(),
                  from.layers(),
                  from.hidden(),
                  from.cell().describe(),
                  config.features().dim(),
                  config.network().layers(),
                  config.network().hidden(),
                  config.network().cell().describe()));
    }
    initial = Optional.of(weights);
    initialTokens = Optional.of(tokens);
    return this;
  }

  /**
   * Learns tokens that are not the characters of the texts, such as the phones of a lexicon.
   *
   * @param spellers makes, for the recipe's tokens, what spells the texts
   */
  public AcousticTrainer spellWith(Function<TokenTable, Speller> spellers) {
    this.spellers = Optional.of(spellers);
    return this;
  }

  /**
   * Learns tokens that are word pieces, such as those of the model that it starts from. They count
   * if the recipe asks for no others; without this, its tokens' probabilities are unknown.
   *
   * @param pieces all of them tokens of the recipe
   */
  public AcousticTrainer spellWith(PieceModel pieces) {
    this.pieces = Optional.of(pieces);
    return this;
  }

  /**
   * Trains. Writes {@code checkpoint.bin} (and {@code checkpoint.previous.bin}) and {@code
   * report.html} into the folder.
   *
   * @param folder created if missing
   * @param resume go on from the folder's checkpoint if it holds one (under the same recipe, but
   *     for another number of epochs and patience); otherwise a folder with a checkpoint is
   *     refused, so that nobody loses a day's work
   * @throws ManifestException with everything that is wrong with the manifests and their
   *     recordings, before training starts
   * @throws TrainingException if training cannot begin or go on
   * @throws IOException if the folder cannot be written
   * @throws InterruptedException if the thread is interrupted; the last checkpoint stays
   */
  public TrainingResult run(Path folder, boolean resume) throws IOException, InterruptedException {
    try (CheckpointStore store = CheckpointStore.open(folder, resume)) {
      return run(folder, store);
    }
  }

  private TrainingResult run(Path folder, CheckpointStore store)
      throws IOException, InterruptedException {
    try (Parallel parallel = Parallel.of(config.resources().resolvedThreads())) {
      AudioStore audio = audio();
      RecordingCheck check =
          new RecordingCheck(audio, config.resources().checkAudio(), parallel, listener);
      TrainingData data = TrainingData.read(config, this::spelling, check, listener);
      return run(folder, store, data, audio, parallel);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Spelling spelling(List<Manifest> corpora) throws IOException {
    return spellers.isPresent()
        ? Spelling.of(config.text().tokens(), spellers.get())
        : Spelling.of(config, pieces, corpora, listener);
  }

  private TrainingResult run(
      Path folder, CheckpointStore store, TrainingData data, AudioStore audio, Parallel parallel)
      throws IOException, InterruptedException {
    FeatureMaker maker =
        new FeatureMaker(
            audio,
            config.features(),
            config.augmentation(),
            data.train().utterances().stream().map(u -> u.entry().audio()).toList(),
            data.noises(),
            config.schedule().seed());
    double shift = config.features().frameShiftSeconds();
    TokenTable tokens = data.spelling().tokens();
    BiLstmNetwork network = network(tokens, parallel);
    Learner learner = new Learner(network, config.optimizer(), tokens.blank(), parallel);
    Validator validator =
        new Validator(
            data.dev().utterances(), maker, tokens, decoders.apply(tokens), shift, parallel);
    // Half the threads: the network's own team needs the processors more.
    int workers = Math.max(1, parallel.threads() / 2);
    DrawLabels labels =
        new DrawLabels(
            data.train().utterances(),
            data.spelling().speller(),
            tokens.space(),
            config.schedule().seed());
    try (BatchQueue queue = new BatchQueue(maker, labels, shift, workers)) {
      TrainingRun run =
          new TrainingRun(
              config,
              TrainingIdentity.of(config, data, initial),
              listener,
              data,
              store,
              learner,
              validator,
              queue);
      run.resume();
      return run.toEnd(folder);
    }
  }

  private AudioStore audio() {
    return new AudioStore(
        config.features().frontEnd().sampleRateHz(),
        config.resources().audioCacheMiB() * (1L << 20));
  }

  private BiLstmNetwork network(TokenTable tokens, Parallel parallel) {
    TrainingConfig.Network shape = config.network();
    BiLstmNetwork network =
        new BiLstmNetwork(
            new BiLstmConfig(
                config.features().dim(),
                shape.layers(),
                shape.hidden(),
                tokens.size(),
                shape.cell()),
            new DropoutOptions(
                shape.dropout(), shape.dropoutPerUtterance(), shape.recurrentDropout()),
            parallel);
    network.initialize(config.schedule().seed());
    initial.ifPresent(weights -> network.transfer(weights, rows(tokens)));
    return network;
  }

  /** Where the initial weights have each token; -1 if they do not know it. */
  private int[] rows(TokenTable tokens) {
    TokenTable from = initialTokens.orElseThrow();
    int[] rows = tokens.symbols().stream().mapToInt(from.symbols()::indexOf).toArray();
    rows[tokens.blank()] = from.blank();
    return rows;
  }
}
