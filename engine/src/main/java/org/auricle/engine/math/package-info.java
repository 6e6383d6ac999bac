/**
 * Numeric kernels. The scalar form is the specification; the vector form (jdk.incubator.vector,
 * used nowhere else) must agree with it.
 */
package org.auricle.engine.math;
