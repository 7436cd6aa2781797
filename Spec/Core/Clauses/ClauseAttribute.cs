namespace HmmSpec.Spec;

/// <summary>Cites the clauses of the catalogue that a step or an invariant states (checked by HMM005 and HMM006).</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ClauseAttribute(string id) : Attribute
{
    /// <summary>The id of the clause, such as <c>MIR-3</c>.</summary>
    public string Id { get; } = id;
}
