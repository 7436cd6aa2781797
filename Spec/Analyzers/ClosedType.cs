using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace HmmSpec.Analyzers;

/// <summary>
/// The cases of a type that carries the attribute Closed: the members of an enum, the concrete types of a hierarchy.
/// </summary>
internal sealed class ClosedType
{
    private ClosedType(INamedTypeSymbol type, ImmutableArray<ISymbol> cases)
    {
        Type = type;
        Cases = cases;
    }

    internal INamedTypeSymbol Type { get; }

    /// <summary>Types (in their original definition), or enum fields; of fields with one value, the first.</summary>
    internal ImmutableArray<ISymbol> Cases { get; }

    /// <summary>The closed type to which a switch over this static type is bound, or null.</summary>
    internal static ClosedType? Of(ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            type = nullable.TypeArguments[0];
        }

        if (type is not INamedTypeSymbol named || !IsClosed(named))
        {
            return null;
        }

        return new ClosedType(named, named.TypeKind == TypeKind.Enum ? Members(named) : Concrete(named));
    }

    /// <summary>The closed type above this one, or null.</summary>
    internal static INamedTypeSymbol? Above(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? above = type.BaseType; above is not null; above = above.BaseType)
        {
            if (above.Carries(Known.IsClosedAttribute))
            {
                return above;
            }
        }

        return type.AllInterfaces.FirstOrDefault(i => i.Carries(Known.IsClosedAttribute));
    }

    internal static bool IsOf(INamedTypeSymbol type, INamedTypeSymbol ancestor)
    {
        for (INamedTypeSymbol? t = type; t is not null; t = t.BaseType)
        {
            if (Same(t, ancestor))
            {
                return true;
            }
        }

        return ancestor.TypeKind == TypeKind.Interface && type.AllInterfaces.Any(i => Same(i, ancestor));
    }

    internal static bool Same(ISymbol one, ISymbol other) =>
        SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, other.OriginalDefinition);

    // An abstract type below a closed one is a closed group of cases, whether it says so or not.
    private static bool IsClosed(INamedTypeSymbol type) =>
        type.Carries(Known.IsClosedAttribute) || (type.IsAbstract && Above(type) is not null);

    private static ImmutableArray<ISymbol> Members(INamedTypeSymbol type)
    {
        HashSet<object> seen = [];
        return
        [
            .. type.GetMembers()
                .OfType<IFieldSymbol>()
                .Where(f => f.HasConstantValue && f.ConstantValue is { } value && seen.Add(value)),
        ];
    }

    private static ImmutableArray<ISymbol> Concrete(INamedTypeSymbol root) =>
        [
            .. Types(root.ContainingAssembly.GlobalNamespace)
                .Where(t => !t.IsAbstract && t.TypeKind is TypeKind.Class or TypeKind.Struct && IsOf(t, root)),
        ];

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container)
    {
        foreach (ISymbol member in container.GetMembers())
        {
            if (member is INamedTypeSymbol type)
            {
                yield return type;
            }

            if (member is INamespaceOrTypeSymbol inner)
            {
                foreach (INamedTypeSymbol nested in Types(inner))
                {
                    yield return nested;
                }
            }
        }
    }
}
