using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Exploration;

/// <summary>Operations that stand as text in this assembly.</summary>
internal static class OperationTexts
{
    /// <summary>The operation of a text.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static Operation Read(string text) =>
        OperationText.TryParse(text, out Operation? operation, out TextError? error)
            ? operation
            : throw new FormatException($"'{text}': {error.Message}");

    /// <summary>A plan of operations that stand as text.</summary>
    /// <param name="count">How many of them the agent takes.</param>
    /// <param name="operations">The operations of which it takes any.</param>
    public static AgentPlan Plan(int count, params ReadOnlySpan<string> operations)
    {
        Operation[] read = new Operation[operations.Length];
        for (int index = 0; index < read.Length; index++)
        {
            read[index] = Read(operations[index]);
        }

        return new AgentPlan(Sequence.Create<Operation>(read), count);
    }
}
