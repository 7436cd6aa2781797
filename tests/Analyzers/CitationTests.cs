namespace HmmSpec.Analyzers.Tests;

/// <summary>HMM005: a step or invariant cites a clause.</summary>
public sealed class CitationTests
{
    [Fact]
    public void A_step_without_a_clause_is_reported() =>
        Source.Impure(
            """
            class Steps
            {
                [Step] void Clear() { } // HMM005
                [Step, Clause("MAP-1")] void Flush() { }
                [Clause("MAP-1")] [Step] [Clause("MAP-2")] void Free() { }
                void Helper() { }
            }
            """
        );

    [Fact]
    public void An_invariant_without_a_clause_is_reported() =>
        Source.Impure(
            """
            [Invariant] class Agreement; // HMM005
            [Invariant, Clause("MIR-1")] class Exclusive;
            [Invariant] sealed record Third; // HMM005
            class Helper;
            """
        );

    [Fact]
    public void Attributes_of_the_same_name_elsewhere_mean_nothing() =>
        Source.Impure(
            """
            class StepAttribute : Attribute { }
            class ClauseAttribute : Attribute { }
            class Steps
            {
                [global::StepAttribute] void Clear() { }
                [HmmSpec.Spec.Step, global::ClauseAttribute] void Flush() { } // HMM005
            }
            """
        );
}
