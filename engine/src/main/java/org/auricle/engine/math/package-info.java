/**
 * Numeric kernels: float32, row-major, explicit offsets and row strides.
 *
 * <p>Start at {@link org.auricle.engine.math.Gemm} for matrix products (their right factor is a
 * {@link org.auricle.engine.math.PackedMatrix}), at {@link org.auricle.engine.math.Activations} for
 * what happens between them, at {@link org.auricle.engine.math.VectorMath} for vectors and the
 * optimizer's step, and at {@link org.auricle.engine.math.Parallel} for loops on several cores.
 * {@link org.auricle.engine.math.LogMath} is the one place where probabilities in the log domain
 * are added.
 *
 * <p>These facades check arguments; behind them, kernels only loop. The scalar form is the
 * specification; the vector form (jdk.incubator.vector, used nowhere else) must agree with it.
 * Which one runs is decided once and logged.
 */
package org.auricle.engine.math;
