/**
 * What all answers over HTTP share: JSON, errors, whose pages may call. Start at {@link
 * org.auricle.server.http.exchange.Replies}.
 */
package org.auricle.server.http.exchange;
