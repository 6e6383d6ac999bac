package org.auricle.acoustic.onnx;

import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.auricle.acoustic.onnx.proto.NodeProto;

/** Finds the dense layer that gives a value. */
final class OnnxDense {
  private static final Set<String> SOFTMAX = Set.of("LogSoftmax", "Softmax");

  private final String model; // for messages
  private final GraphConstants constants;
  private final UnaryOperator<String> skipMoves;

  /**
   * The layer.
   *
   * @param input name of what it takes
   * @param weight [outputs x inputs]
   * @param bias [outputs]
   */
  record Layer(String input, float[] weight, float[] bias) {}

  /** A product with a constant [inputs x outputs]. */
  private record Product(String input, ConstantTensor matrix) {}

  OnnxDense(String model, GraphConstants constants, UnaryOperator<String> skipMoves) {
    this.model = model;
    this.constants = constants;
    this.skipMoves = skipMoves;
  }

  /** The layer behind a value, with or without softmax in between. */
  Optional<Layer> find(String value) {
    Optional<NodeProto> node = producer(value);
    if (node.isPresent() && SOFTMAX.contains(node.get().getOpType())) {
      node = producer(node.get().getInput(0));
    }
    if (node.isEmpty()) {
      return Optional.empty();
    }
    return switch (node.get().getOpType()) {
      case "Gemm" -> Optional.of(gemm(node.get()));
      case "Add" -> add(node.get());
      default -> product(node.get()).map(p -> layer(p, new float[p.matrix().shape()[1]]));
    };
  }

  private Optional<NodeProto> producer(String value) {
    return constants.producer(skipMoves.apply(value));
  }

  private Optional<Layer> add(NodeProto add) {
    for (int side = 0; side < 2; side++) {
      Optional<ConstantTensor> bias = constants.get(add.getInput(side));
      Optional<Product> product = producer(add.getInput(1 - side)).flatMap(this::product);
      if (bias.isPresent() && product.isPresent()) {
        return Optional.of(layer(product.get(), bias.get().values()));
      }
    }
    return Optional.empty();
  }

  private Layer layer(Product product, float[] bias) {
    ConstantTensor matrix = product.matrix();
    if (matrix.shape()[1] != bias.length) {
      throw new OnnxModelException(
          model, "dense layer", "bias of " + bias.length, "" + matrix.shape()[1]);
    }
    return new Layer(product.input(), matrix.transposed(1, 0).values(), bias);
  }

  private Layer gemm(NodeProto node) {
    boolean plain =
        OnnxNodes.attribute(node, "alpha").map(a -> a.getF() == 1).orElse(true)
            && OnnxNodes.attribute(node, "beta").map(a -> a.getF() == 1).orElse(true)
            && OnnxNodes.integer(node, "transA", 0) == 0;
    if (!plain) {
      throw new OnnxModelException(
          model, OnnxNodes.describe(node), "alpha, beta or transA", "the defaults");
    }
    ConstantTensor matrix = matrix(node, node.getInput(1));
    ConstantTensor straight =
        OnnxNodes.integer(node, "transB", 0) == 1 ? matrix.transposed(1, 0) : matrix;
    String bias = OnnxNodes.input(node, 2);
    return layer(
        new Product(node.getInput(0), straight),
        bias.isEmpty()
            ? new float[straight.shape()[1]]
            : constants.require(bias, OnnxNodes.describe(node)).values());
  }

  private Optional<Product> product(NodeProto node) {
    return switch (node.getOpType()) {
      case "MatMul" -> Optional.of(new Product(node.getInput(0), matrix(node, node.getInput(1))));
      case "Mul" -> integerProduct(node);
      default -> Optional.empty();
    };
  }

  /** Our form with integer products: Cast(MatMulInteger(x, W)) * (scale of x * scales of W). */
  private Optional<Product> integerProduct(NodeProto mul) {
    Optional<NodeProto> integers = producer(mul.getInput(0));
    Optional<NodeProto> scale = constants.producer(mul.getInput(1));
    if (integers.isEmpty()
        || !integers.get().getOpType().equals("MatMulInteger")
        || scale.isEmpty()
        || !scale.get().getOpType().equals("Mul")) {
      return Optional.empty();
    }
    Optional<NodeProto> rounding = constants.producer(integers.get().getInput(0));
    if (rounding.isEmpty()) {
      return Optional.empty();
    }
    ConstantTensor scales =
        constants.require(scale.get().getInput(1), OnnxNodes.describe(scale.get()));
    ConstantTensor matrix = matrix(integers.get(), integers.get().getInput(1));
    return Optional.of(new Product(rounding.get().getInput(0), matrix.scaled(scales, 1)));
  }

  private ConstantTensor matrix(NodeProto node, String name) {
    ConstantTensor matrix = constants.require(name, OnnxNodes.describe(node));
    if (matrix.rank() != 2) {
      throw new OnnxModelException(
          model, OnnxNodes.describe(node), "weight of rank " + matrix.rank(), "a matrix");
    }
    return matrix;
  }
}
