using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace HmmSpec.Analyzers;

/// <summary>The types of HmmSpec.Spec that the rules know, matched by full metadata name.</summary>
internal static class Known
{
    internal static bool IsClosedAttribute(INamedTypeSymbol? type) => IsSpec(type, "ClosedAttribute");

    internal static bool IsStepAttribute(INamedTypeSymbol? type) => IsSpec(type, "StepAttribute");

    internal static bool IsInvariantAttribute(INamedTypeSymbol? type) => IsSpec(type, "InvariantAttribute");

    internal static bool IsClauseAttribute(INamedTypeSymbol? type) => IsSpec(type, "ClauseAttribute");

    internal static bool IsClauseSet(INamedTypeSymbol? type) => IsSpec(type, "ClauseSet");

    internal static bool Carries(this ISymbol symbol, Func<INamedTypeSymbol?, bool> attribute) =>
        symbol.GetAttributes().Any(a => attribute(a.AttributeClass));

    /// <summary>The metadata name with its namespace; a nested type has no such name here and gives its own only.</summary>
    internal static string FullName(this ITypeSymbol type)
    {
        ITypeSymbol original = type.OriginalDefinition;
        return original.ContainingType is null && original.ContainingNamespace is { IsGlobalNamespace: false } space
            ? space.ToDisplayString() + "." + original.MetadataName
            : original.MetadataName;
    }

    internal static Location Place(this ISymbol symbol)
    {
        ImmutableArray<Location> places = symbol.Locations;
        return places.IsEmpty ? Location.None : places[0];
    }

    private static bool IsSpec(INamedTypeSymbol? type, string name) =>
        type is not null && type.FullName() == "HmmSpec.Spec." + name;
}
