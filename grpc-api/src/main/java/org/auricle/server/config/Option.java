package org.auricle.server.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An option, or a section of options, of the configuration. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Option {

  /** The default as it would stand in the file; lists are separated by commas. */
  String value() default "";

  /** What it does, for the operator. */
  String doc();

  /** Whether it must be given. */
  boolean required() default false;
}
