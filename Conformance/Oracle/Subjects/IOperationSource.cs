using System.Diagnostics.CodeAnalysis;
using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>Where the operations of a run come from.</summary>
internal interface IOperationSource
{
    /// <summary>The next operation for the state in which the subject is thought to be; false at the end.</summary>
    bool TryNext(State state, [NotNullWhen(true)] out Operation? operation);
}

/// <summary>Operations that are given.</summary>
/// <param name="operations">The operations.</param>
internal sealed class GivenOperations(Sequence<Operation> operations) : IOperationSource
{
    private int _next;

    /// <inheritdoc/>
    public bool TryNext(State state, [NotNullWhen(true)] out Operation? operation)
    {
        operation = _next < operations.Count ? operations[_next++] : null;
        return operation is not null;
    }
}

/// <summary>Operations that are generated for the state that they meet.</summary>
/// <param name="generator">Generates them.</param>
/// <param name="length">How many.</param>
internal sealed class GeneratedOperations(OperationGenerator generator, int length) : IOperationSource
{
    private int _drawn;

    /// <inheritdoc/>
    public bool TryNext(State state, [NotNullWhen(true)] out Operation? operation)
    {
        operation = _drawn++ < length ? generator.Next(state) : null;
        return operation is not null;
    }
}
