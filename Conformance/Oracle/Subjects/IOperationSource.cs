using System.Diagnostics.CodeAnalysis;
using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>Where the operations of a run come from.</summary>
internal interface IOperationSource
{
    /// <summary>The next operation; false at the end.</summary>
    bool TryNext([NotNullWhen(true)] out Operation? operation);
}

/// <summary>Operations that are given.</summary>
/// <param name="operations">The operations.</param>
internal sealed class GivenOperations(Sequence<Operation> operations) : IOperationSource
{
    private int _next;

    /// <inheritdoc/>
    public bool TryNext([NotNullWhen(true)] out Operation? operation)
    {
        operation = _next < operations.Count ? operations[_next++] : null;
        return operation is not null;
    }
}

/// <summary>Operations that are generated for the outline that those before them leave, whatever the subject answers.</summary>
/// <param name="generator">Generates them.</param>
/// <param name="outline">The outline.</param>
/// <param name="length">How many.</param>
internal sealed class GeneratedOperations(OperationGenerator generator, Outline outline, int length) : IOperationSource
{
    // The clock is asked once in so many operations, a power of two.
    private const int AskPeriod = 64;

    private int _drawn;

    /// <summary>Says whether it is time to stop before all are drawn.</summary>
    public required Func<bool> IsOver { get; init; }

    /// <summary>Whether that was so.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Makes of each operation what it has to be for the subject.</summary>
    public required Func<Operation, Operation> Fit { get; init; }

    /// <inheritdoc/>
    public bool TryNext([NotNullWhen(true)] out Operation? operation)
    {
        operation = null;
        IsCut |= _drawn > 0 && _drawn < length && (_drawn & (AskPeriod - 1)) == 0 && IsOver();
        if (!IsCut && _drawn++ < length)
        {
            operation = Fit(generator.Next(outline.State));
            outline.Follow(operation);
        }

        return operation is not null;
    }
}
