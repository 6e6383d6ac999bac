package org.auricle.tools;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.auricle.engine.live.SchedulerOptions;
import org.auricle.engine.live.StreamScheduler;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.grpc.AssistantService;
import org.auricle.grpc.ServedModel;
import org.auricle.grpc.ServerOptions;
import org.auricle.grpc.ServerServices;
import org.auricle.grpc.SpeechServer;
import org.auricle.models.ModelBundle;
import org.auricle.models.Models;
import org.auricle.models.RecognizerFactory;
import org.auricle.models.RuntimeOptions;
import org.auricle.models.domain.DomainException;
import org.auricle.models.domain.DomainReader;
import org.auricle.server.ModelRegistry;
import org.auricle.server.assistant.Assistants;
import org.auricle.server.assistant.ServedDomain;

/** A server in this process, to be measured. */
final class LoadServer implements AutoCloseable {
  private static final int ROOM = 10; // calls

  private final Recognizer recognizer;
  private final StreamScheduler scheduler;
  private final SpeechServer server;
  private final String model;
  private final String domain;

  /**
   * What it has to bear.
   *
   * @param workers threads that recognise
   * @param streams at a time
   * @param batching whether streams are recognised together
   * @param patient whether it refuses nobody, however long audio waits
   */
  record Plan(int workers, int streams, boolean batching, boolean patient) {

    /** Room for calls that wait for their last result while the next has begun. */
    ServerOptions options() {
      return ServerOptions.DEFAULT
          .withPort(0)
          .withWorkerThreads(workers)
          .withMaxConcurrentCalls(2 * streams + ROOM);
    }

    SchedulerOptions scheduling() {
      SchedulerOptions options = new SchedulerOptions(workers, 2 * streams + ROOM);
      if (patient) {
        options = options.withMaxWait(Duration.ofMinutes(1));
      }
      return batching ? options : options.withoutBatching();
    }
  }

  private LoadServer(ModelBundle bundle, Optional<ServedDomain> served, Plan plan)
      throws IOException {
    model = bundle.manifest().name();
    domain = served.map(ServedDomain::name).orElse("");
    recognizer = RecognizerFactory.create(bundle, RuntimeOptions.DEFAULT);
    scheduler = new StreamScheduler(plan.scheduling());
    ModelRegistry models = ServedModel.registry(List.of(new ServedModel(model, recognizer)));
    Assistants assistants = new Assistants(models, scheduler, served.stream().toList());
    try {
      server =
          SpeechServer.start(
              plan.options(),
              new ServerServices(
                  models,
                  scheduler,
                  List.of(AssistantService.over(assistants, plan.options())),
                  List.of(),
                  Optional.empty()));
    } catch (IOException | RuntimeException | Error e) {
      scheduler.close();
      recognizer.close();
      throw e;
    }
  }

  /**
   * Starts one.
   *
   * @param model by name or path
   * @param file of a domain, if there is to be one
   * @throws DomainException if it is at fault
   */
  static LoadServer start(String model, Optional<Path> file, Plan plan)
      throws IOException, DomainException {
    Optional<ServedDomain> served =
        file.isPresent() ? Optional.of(read(file.get())) : Optional.empty();
    return new LoadServer(Models.open(model), served, plan);
  }

  private static ServedDomain read(Path file) throws IOException, DomainException {
    try {
      return ServedDomain.of(DomainReader.read(file));
    } catch (NoSuchFileException e) {
      throw new InputException("--assistant: " + file + " (expected: a domain file)", e);
    }
  }

  /** Where it is. */
  String address() {
    return "localhost:" + server.port();
  }

  /** Name of its model. */
  String model() {
    return model;
  }

  /** Name of its domain; empty if it has none. */
  String domain() {
    return domain;
  }

  @Override
  public void close() {
    server.close();
    scheduler.close();
    recognizer.close();
  }
}
