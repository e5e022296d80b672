package org.harmonicsweep.bench.torch;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorType;
import org.bytedeco.pytorch.Type;
import org.bytedeco.pytorch.global.torch;

/**
 * Adam as {@code torch.optim.Adam(fused=True)} takes it: one call for all parameters, the fastest
 * that libtorch has on a processor. The C++ class offers only the loop of some ten calls for each.
 */
final class FusedAdam {
  private final OperatorHandle operator =
      Dispatcher.singleton().findSchemaOrThrow("aten::_fused_adam_", "");
  private final List<Tensor> parameters;
  private final GenericList values = list();
  private final GenericList means = list();
  private final GenericList squares = list();
  private final GenericList counts = list();
  private final GenericList none = list();
  private final List<Tensor> steps;

  FusedAdam(List<Tensor> parameters) {
    this.parameters = parameters;
    this.steps = parameters.stream().map(p -> torch.zeros(new long[0])).toList();
    for (int i = 0; i < parameters.size(); i++) {
      Tensor value = parameters.get(i).detach();
      values.push_back(new IValue(value));
      means.push_back(new IValue(torch.zeros_like(value)));
      squares.push_back(new IValue(torch.zeros_like(value)));
      counts.push_back(new IValue(steps.get(i)));
    }
  }

  void step() {
    try (PointerScope scope = new PointerScope();
        AutoGradMode off = new AutoGradMode(false)) {
      GenericList gradients = list();
      for (Tensor parameter : parameters) {
        gradients.push_back(new IValue(parameter.grad()));
      }
      for (Tensor count : steps) {
        count.add_(new Scalar(1));
      }
      IValueVector stack = new IValueVector();
      for (GenericList list : List.of(values, gradients, means, squares, none, counts)) {
        stack.push_back(new IValue(list));
      }
      for (double number : new double[] {1e-3, 0.9, 0.999, 0, 1e-8}) {
        stack.push_back(new IValue(number));
      }
      stack.push_back(new IValue(false));
      stack.push_back(new IValue(false));
      stack.push_back(new IValue());
      stack.push_back(new IValue());
      operator.callBoxed(stack);
    }
  }

  /** Forgets the gradients, so that the next ones are written and not added. */
  void reset() {
    try (PointerScope scope = new PointerScope()) {
      for (Tensor parameter : parameters) {
        parameter.mutable_grad().reset();
      }
    }
  }

  private static GenericList list() {
    return new GenericList(new Type.TypePtr(TensorType.get()));
  }
}
