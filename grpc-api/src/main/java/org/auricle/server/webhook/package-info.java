/**
 * Somebody else's server that is told of an event, and answers. Start at {@link
 * org.auricle.server.webhook.WebhookClient}; how the other side knows that a request comes from
 * here, at {@link org.auricle.server.webhook.WebhookSignature}.
 */
package org.auricle.server.webhook;
