package org.harmonicsweep.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A protobuf message in the making: fields by number, in the order in which they are put. */
final class OnnxMessage {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

  /** Writes one field; a stream into memory does not fail. */
  @FunctionalInterface
  private interface Field {
    void write() throws IOException;
  }

  private OnnxMessage put(Field field) {
    try {
      field.write();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  OnnxMessage whole(int field, long value) {
    return put(() -> out.writeInt64(field, value));
  }

  OnnxMessage real(int field, float value) {
    return put(() -> out.writeFloat(field, value));
  }

  OnnxMessage text(int field, String value) {
    return raw(field, value.getBytes(UTF_8));
  }

  OnnxMessage raw(int field, byte[] value) {
    return put(() -> out.writeByteArray(field, value));
  }

  OnnxMessage message(int field, OnnxMessage value) {
    return raw(field, value.toBytes());
  }

  byte[] toBytes() {
    put(out::flush);
    return bytes.toByteArray();
  }
}
