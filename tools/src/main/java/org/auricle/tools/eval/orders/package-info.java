/**
 * What an evaluation of spoken orders is made of: an order counts when its intent and all its slots
 * are right. Start at {@link org.auricle.tools.eval.orders.OrderEvaluation}.
 */
package org.auricle.tools.eval.orders;
