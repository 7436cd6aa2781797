using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>An operation begins, and no step of it is taken: <c>begin a device-load p0 d0 0+1</c>.</summary>
/// <param name="Name">What the lines below call it.</param>
/// <param name="Operation">The operation.</param>
public sealed record BeginLine(string Name, Operation Operation) : ScenarioLine;

/// <summary>
/// An implementation that declares the point holds an operation up there until the next one has ended:
/// <c>hold a migrate-copied 40</c>. A model in steps goes on as it is told to by other lines.
/// </summary>
/// <param name="Name">Which one.</param>
/// <param name="Delay">Where, and for how many milliseconds at most.</param>
public sealed record HoldLine(string Name, Delay Delay) : ScenarioLine;

/// <summary>So many steps by canonical choices, none of them blocked: <c>step a</c>, <c>step a 3</c>.</summary>
/// <param name="Name">Whose steps.</param>
/// <param name="Count">How many.</param>
public sealed record StepLine(string Name, int Count = 1) : ScenarioLine;

/// <summary>Steps up to and with the first that carries a label: <c>step a to "walk"</c>.</summary>
/// <param name="Name">Whose steps.</param>
/// <param name="Label">The label.</param>
public sealed record StepToLine(string Name, string Label) : ScenarioLine;

/// <summary>One step by a choice: <c>step a choose callback-order 1</c>.</summary>
/// <param name="Name">Whose step.</param>
/// <param name="Choice">The choice.</param>
public sealed record ChooseLine(string Name, Choice Choice) : ScenarioLine;

/// <summary>An operation waits at this moment, and for this: <c>blocked a mmap-lock</c>.</summary>
/// <param name="Name">Which one.</param>
/// <param name="Reason">What it waits for; <see cref="Blocked.No"/> says that it does not wait.</param>
public sealed record BlockedLine(string Name, Blocked Reason) : ScenarioLine;

/// <summary>An operation goes on to its end, by canonical choices: <c>end a -> ok value=7</c>.</summary>
/// <param name="Name">Which one.</param>
/// <param name="Wanted">What is wanted of its outcome; null if anything that the specification allows.</param>
public sealed record EndLine(string Name, WantedOutcome? Wanted = null) : ScenarioLine;

/// <summary>An operation is not followed further, and stays open: <c>leave a</c>.</summary>
/// <param name="Name">Which one.</param>
public sealed record LeaveLine(string Name) : ScenarioLine;
