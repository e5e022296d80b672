package org.harmonicsweep.data;

import org.harmonicsweep.trial.PlainText;

/** Data that cannot be used; the message is one sentence with file, found, allowed and remedy. */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DataException(String message) {
    super(PlainText.onOneLine(message));
  }

  DataException(String message, Throwable cause) {
    super(PlainText.onOneLine(message), cause);
  }
}
