package org.auricle.acoustic.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A session of ONNX Runtime whose errors are ours: one line, naming the file. Thread-safe: any
 * number of threads may run it at once, and closing waits for them.
 */
final class OnnxSession implements AutoCloseable {
  private static final AtomicInteger OPEN = new AtomicInteger();

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final String name; // for messages
  private final ExecutionProvider provider;
  private final Map<String, TensorInfo> inputs;
  private final Map<String, TensorInfo> outputs;
  private final ReadWriteLock life = new ReentrantReadWriteLock();
  private final AtomicInteger openTensors = new AtomicInteger();
  private boolean closed;

  private OnnxSession(SessionOpener.Opened opened, String name) throws OrtException {
    environment = opened.environment();
    session = opened.session();
    provider = opened.provider();
    this.name = name;
    inputs = tensors(session.getInputInfo());
    outputs = tensors(session.getOutputInfo());
    OPEN.incrementAndGet();
  }

  /**
   * Reads a model.
   *
   * @param name of the model, for messages
   * @throws OnnxModelException naming the model, what was found and what was expected
   */
  static OnnxSession open(Path file, String name, OnnxRuntimeOptions options) {
    OnnxModelInfo.read(file, name); // refuses what ONNX Runtime must not even open
    SessionOpener.Opened opened = SessionOpener.open(file, name, options);
    try {
      return new OnnxSession(opened, name);
    } catch (OrtException e) {
      closeQuietly(opened.session(), e);
      throw OrtErrors.translate(name, "", e);
    } catch (RuntimeException e) { // what it has no name for, such as inputs of a newer kind
      closeQuietly(opened.session(), e);
      throw e;
    }
  }

  private static void closeQuietly(OrtSession session, Exception cause) {
    try {
      session.close();
    } catch (OrtException e) {
      cause.addSuppressed(e);
    }
  }

  private static Map<String, TensorInfo> tensors(Map<String, NodeInfo> nodes) {
    Map<String, TensorInfo> tensors = new LinkedHashMap<>();
    nodes.forEach(
        (key, node) -> {
          if (node.getInfo() instanceof TensorInfo tensor) { // else a sequence or a map
            tensors.put(key, tensor);
          }
        });
    return tensors;
  }

  String name() {
    return name;
  }

  /** Where it computes in fact: CPU or CUDA. */
  ExecutionProvider provider() {
    return provider;
  }

  Map<String, TensorInfo> inputs() {
    return inputs;
  }

  Map<String, TensorInfo> outputs() {
    return outputs;
  }

  /** A tensor over a direct buffer, which is not copied; to be given to {@link #release}. */
  OnnxTensor tensor(TensorBuffer buffer, long... shape) {
    try {
      OnnxTensor tensor =
          OnnxTensor.createTensor(environment, buffer.bytes(shape), shape, buffer.type());
      openTensors.incrementAndGet();
      return tensor;
    } catch (OrtException e) {
      throw OrtErrors.translate(name, "", e);
    }
  }

  void release(Iterable<OnnxTensor> tensors) {
    for (OnnxTensor tensor : tensors) {
      tensor.close();
      openTensors.decrementAndGet();
    }
  }

  /**
   * Computes.
   *
   * @param wanted outputs that ONNX Runtime allocates; owned by the result
   * @param pinned outputs that are written into tensors of the caller's
   */
  OrtSession.Result run(
      Map<String, OnnxTensor> inputTensors, Set<String> wanted, Map<String, OnnxTensor> pinned)
      throws OrtException {
    life.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException(name + ": the model has been closed");
      }
      return session.run(inputTensors, wanted, pinned);
    } finally {
      life.readLock().unlock();
    }
  }

  /** Tensors over buffers of ours that are not released yet. */
  int openTensors() {
    return openTensors.get();
  }

  /** Sessions of this process that are not closed yet. */
  static int openSessions() {
    return OPEN.get();
  }

  @Override
  public void close() {
    life.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        OPEN.decrementAndGet();
        session.close();
      }
    } catch (OrtException e) {
      throw OrtErrors.translate(name, "", e);
    } finally {
      life.writeLock().unlock();
    }
  }
}
