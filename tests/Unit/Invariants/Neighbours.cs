using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Invariants;

/// <summary>
/// All values that differ from one in one place: a number one more or less, a flag the other way, another member of an enum, an
/// entry of a pool free or taken. They are found by the properties of the records, so a field that is new has its own at once.
/// </summary>
internal static class Neighbours
{
    /// <summary>How a path names an entry of a pool that is free.</summary>
    public const string Free = " (free)";

    private static readonly Dictionary<Type, PropertyInfo[]> Properties = [];

    /// <summary>Each neighbour, behind the path to the place and what stands there.</summary>
    public static IEnumerable<(string Change, State State)> Of(State state) =>
        Of(state, typeof(State)).Select(static found => (found.Path, (State)found.Value!));

    private static IEnumerable<(string Path, object? Value)> Of(object? value, Type type)
    {
        Type? nullable = Nullable.GetUnderlyingType(type);
        if (nullable is not null)
        {
            return value is null ? [Named(Last(nullable))] : [Named(null), .. Of(value, nullable)];
        }

        Type? generic = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        return value switch
        {
            World or Profile => [],
            bool it => [Named(!it)],
            // -1 is nothing, or the first of all numbers that name something, and below it there is none.
            -1 => [Named(0)],
            int it => [Named(it - 1), Named(it + 1)],
            long it => [Named(it - 1), Named(it + 1)],
            ulong it => [Named(it ^ 1), Named(it ^ 2)],
            Enum it => Others(it, type),
            AddressSpace it => OfSpace(it),
            _ when generic == typeof(Table<>) || generic == typeof(Pool<>) => OfEntries(value!, type),
            _ when generic == typeof(Sequence<>) => OfItems(value!, type),
            _ => OfProperties(value!, type),
        };
    }

    // Of what is not there: not the value of zeros, which the hash of a frame takes for nothing.
    private static object? Last(Type type) => Of(Activator.CreateInstance(type), type).Last().Value;

    private static (string Path, object? Value) Named(object? value) =>
        (value is FileAddress ? " = a page" : FormattableString.Invariant($" = {value ?? "none"}"), value);

    private static IEnumerable<(string Path, object? Value)> Others(Enum value, Type type) =>
        type.IsDefined(typeof(FlagsAttribute), inherit: false)
            ? Enum.GetValues(type)
                .Cast<object>()
                .Where(static flag => (int)flag != 0)
                .Select(flag => Named(Enum.ToObject(type, (int)(object)value ^ (int)flag)))
            : Enum.GetValues(type).Cast<object>().Where(other => !other.Equals(value)).Select(Named);

    private static IEnumerable<(string Path, object? Value)> OfProperties(object value, Type type)
    {
        foreach (PropertyInfo property in PropertiesOf(type))
        {
            foreach ((string path, object? other) in Of(property.GetValue(value), property.PropertyType))
            {
                object copy = Copy(value, type);
                property.SetValue(copy, other);
                yield return ($"{property.Name}{Below(path)}", copy);
            }
        }
    }

    private static string Below(string path) => path[0] is ' ' or '[' ? path : $".{path}";

    // By name: reflection promises no order.
    private static PropertyInfo[] PropertiesOf(Type type)
    {
        lock (Properties)
        {
            if (!Properties.TryGetValue(type, out PropertyInfo[]? found))
            {
                found =
                [
                    .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                        .Where(static property => property.CanWrite)
                        .OrderBy(static property => property.Name, StringComparer.Ordinal),
                ];
                Properties.Add(type, found);
            }

            return found;
        }
    }

    // A boxed struct is copied by boxing it anew; a record class has a method for it.
    private static object Copy(object value, Type type) =>
        type.IsValueType ? RuntimeHelpers.GetObjectValue(value) : type.GetMethod("<Clone>$")!.Invoke(value, null)!;

    private static IEnumerable<(string Path, object? Value)> OfEntries(object table, Type type)
    {
        Type entry = type.GetGenericArguments()[0];
        MethodInfo set = type.GetMethod("Set")!;
        bool isPool = type.GetGenericTypeDefinition() == typeof(Pool<>);
        PropertyInfo item = type.GetProperty("Item")!;
        int count = (int)type.GetProperty(isPool ? "Capacity" : "Count")!.GetValue(table)!;
        for (int index = 0; index < count; index++)
        {
            object old = item.GetValue(table, [index])!;
            bool isFree = isPool && !(bool)type.GetMethod("IsUsed")!.Invoke(table, [index])!;
            if (isPool)
            {
                yield return isFree
                    ? ($"[{index}]{Free} = taken", type.GetMethod("Take")!.Invoke(table, [index, old]))
                    : ($"[{index}] = free", type.GetMethod("Release")!.Invoke(table, [index]));
            }

            foreach ((string path, object? other) in Of(old, entry))
            {
                yield return ($"[{index}]{(isFree ? Free : "")}{Below(path)}", set.Invoke(table, [index, other]));
            }
        }
    }

    private static IEnumerable<(string Path, object? Value)> OfItems(object sequence, Type type)
    {
        Type item = type.GetGenericArguments()[0];
        object[] items = [.. ((IEnumerable)sequence).Cast<object>()];
        for (int index = 0; index < items.Length; index++)
        {
            yield return ($"[{index}] = gone", Made(item, [.. items[..index], .. items[(index + 1)..]]));
            foreach ((string path, object? other) in Of(items[index], item))
            {
                yield return (
                    $"[{index}]{Below(path)}",
                    Made(item, [.. items[..index], other!, .. items[(index + 1)..]])
                );
            }
        }
    }

    private static object Made(Type item, object[] items)
    {
        Array array = Array.CreateInstance(item, items.Length);
        items.CopyTo(array, 0);
        return typeof(Neighbours)
            .GetMethod(nameof(SequenceOf), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(item)
            .Invoke(null, [array])!;
    }

    private static Sequence<T> SequenceOf<T>(T[] items) => [.. items];

    // Its VMAs are made anew one after another, for neighbours that are equal merge.
    private static IEnumerable<(string Path, object? Value)> OfSpace(AddressSpace space) =>
        OfItems(space.Vmas, typeof(Sequence<Vma>))
            .Select(static found =>
                (
                    found.Path,
                    (object?)
                        ((Sequence<Vma>)found.Value!)
                            .AsEnumerable()
                            .Aggregate(AddressSpace.Empty, static (made, vma) => made.With(vma))
                )
            );
}
