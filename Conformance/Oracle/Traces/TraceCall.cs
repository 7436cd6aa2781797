using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>An operation that was called and has not returned.</summary>
/// <param name="Agent">Who called it, counted in the order in which they are met.</param>
/// <param name="Name">What the trace calls the agent.</param>
/// <param name="Operation">The operation.</param>
internal readonly record struct TraceCall(int Agent, string Name, Operation Operation);
