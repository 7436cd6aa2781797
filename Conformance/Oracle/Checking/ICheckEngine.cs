namespace HmmSpec.Conformance;

/// <summary>A run of generated sequences, which can be asked how far it is.</summary>
public interface ICheckEngine
{
    /// <summary>How many operations have run by now.</summary>
    long Operations { get; }

    /// <summary>How many sequences have run by now.</summary>
    long Sequences { get; }

    /// <summary>How many clauses have been followed by now.</summary>
    int ClausesFollowed { get; }

    /// <summary>For how long it has run by now.</summary>
    TimeSpan Elapsed { get; }

    /// <summary>Is told now and then how far it is.</summary>
    Action<CheckProgress>? Progressed { get; set; }

    /// <summary>Runs until the budget is used up, a divergence is found, or <paramref name="cancellation"/> asks to stop.</summary>
    CheckReport Run(CancellationToken cancellation);
}
