using System.Diagnostics.CodeAnalysis;
using HmmSpec.Data;

namespace HmmSpec.Conformance;

/// <summary>What is wrong in a scenario file, and where.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column, counted from 1.</param>
/// <param name="Message">What was found and what was expected, in one sentence.</param>
public sealed record ScenarioError(string Path, int Line, int Column, string Message)
{
    /// <summary>The form that editors and CI systems know.</summary>
    public override string ToString() => $"{Path}:{Line}:{Column}: {Message}";
}

/// <summary>What reading a scenario file came to: a scenario, or errors.</summary>
/// <param name="Scenario">The scenario; null if there are errors.</param>
/// <param name="Errors">What is wrong, in the order of the lines.</param>
public sealed record ScenarioResult(Scenario? Scenario, Sequence<ScenarioError> Errors)
{
    /// <summary>Whether the file is a scenario.</summary>
    [MemberNotNullWhen(true, nameof(Scenario))]
    public bool IsGood => Scenario is not null;
}
