using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>The words of reports and options for the terms of checking.</summary>
public static class CheckNames
{
    /// <summary>The kinds of operation: the words with which the operations begin in the text form.</summary>
    public static Vocabulary<OperationKind> Kinds => OperationKinds.Names;

    /// <summary>How strictly a subject is compared.</summary>
    public static Vocabulary<Comparison> Comparisons { get; } = new("a comparison", Of);

    private static string Of(Comparison comparison) =>
        comparison switch
        {
            Comparison.Exact => "exact",
            Comparison.Loose => "loose",
        };
}
