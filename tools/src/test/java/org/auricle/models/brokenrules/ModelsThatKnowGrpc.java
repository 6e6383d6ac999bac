package org.auricle.models.brokenrules;

import org.auricle.grpc.brokenrules.GrpcThatKnowsAcoustic;

/** Breaks its rule on purpose. */
public final class ModelsThatKnowGrpc {
  GrpcThatKnowsAcoustic grpc;
}
