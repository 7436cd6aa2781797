using Microsoft.CodeAnalysis;

namespace HmmSpec.Analyzers;

/// <summary>What the analyzer reports. Every message says what to do.</summary>
internal static class Rules
{
    internal static readonly DiagnosticDescriptor Field = Rule(
        "HMM001",
        "A field of a pure project never changes",
        "'{0}' can change: make it readonly or const, and build a new value where the old one would be changed"
    );

    internal static readonly DiagnosticDescriptor CapturedParameter = Rule(
        "HMM001",
        "A field of a pure project never changes",
        "The primary constructor parameter '{0}' is a field here: do not assign it, build a new value instead"
    );

    internal static readonly DiagnosticDescriptor Property = Rule(
        "HMM002",
        "A property of a pure project has no set accessor, and there are no events",
        "'{0}' can be changed from outside: give it an init accessor or none (a positional record struct must be readonly), and no writable reference"
    );

    internal static readonly DiagnosticDescriptor Event = Rule(
        "HMM002",
        "A property of a pure project has no set accessor, and there are no events",
        "The event '{0}' is mutable state: return what happened as a value"
    );

    internal static readonly DiagnosticDescriptor Waiting = Rule(
        "HMM003",
        "A pure project neither waits nor shares mutable data",
        "{0} has no place in a pure project: return a value, the caller decides where and when to run"
    );

    internal static readonly DiagnosticDescriptor SharedMutable = Rule(
        "HMM003",
        "A pure project neither waits nor shares mutable data",
        "'{0}' shares a mutable {1}: use an immutable table or a ReadOnlySpan property"
    );

    internal static readonly DiagnosticDescriptor ExposedArray = Rule(
        "HMM003",
        "A pure project neither waits nor shares mutable data",
        "'{0}' shows an array, which anyone can write to: keep the array private and show a value, a span or an immutable table"
    );

    internal static readonly DiagnosticDescriptor MissingCase = Rule(
        "HMM004",
        "A switch over a closed type names every case",
        "The switch over the closed type '{0}' does not name {1}: add an arm for each, without a when clause"
    );

    internal static readonly DiagnosticDescriptor SwallowingArm = Rule(
        "HMM004",
        "A switch over a closed type names every case",
        "This arm swallows cases of the closed type '{0}': name each case in an arm of its own; an arm for the rest may only throw"
    );

    internal static readonly DiagnosticDescriptor OpenCase = Rule(
        "HMM004",
        "A switch over a closed type names every case",
        "'{0}' opens the closed type '{1}': make it sealed or abstract, and declare it in the same assembly"
    );

    internal static readonly DiagnosticDescriptor NoCitation = Rule(
        "HMM005",
        "A step or invariant cites a clause",
        "'{0}' cites no clause: add [Clause(\"...\")] with the clause that it states"
    );

    internal static readonly DiagnosticDescriptor UnknownClause = Rule(
        "HMM006",
        "A cited clause is in the catalogue, once",
        "There is no clause '{0}': cite one of Spec/Core/Clauses, or add it there"
    );

    internal static readonly DiagnosticDescriptor DuplicateClause = Rule(
        "HMM006",
        "A cited clause is in the catalogue, once",
        "The clause '{0}' is already in the catalogue: an id never changes its meaning, take a new one"
    );

    private static DiagnosticDescriptor Rule(string id, string title, string message) =>
        new(id, title, message, "HmmSpec", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
