package org.harmonicsweep.exchange;

import org.harmonicsweep.trial.PlainText;

/** A network that cannot be read or written; one sentence with place, found and allowed. */
public final class ExchangeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ExchangeException(String message) {
    super(PlainText.onOneLine(message));
  }
}
