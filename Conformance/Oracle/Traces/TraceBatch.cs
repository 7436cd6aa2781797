using HmmSpec.Protocol;

namespace HmmSpec.Conformance;

/// <summary>Lines of a trace that were read together.</summary>
/// <param name="First">The number of the first line, from 1 on.</param>
/// <param name="Lines">The lines.</param>
/// <param name="Problem">Why the line behind them cannot be taken; null if it can, or there is none.</param>
internal sealed record TraceBatch(long First, List<TraceLine> Lines, LineProblem? Problem);
