using System.Reflection;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Mutation;

/// <summary>A loaded copy of a model in which one mutant at a time is switched on. One thread may use it.</summary>
public sealed class MutantCopy
{
    private readonly FieldInfo _active;
    private readonly Action _begin;
    private readonly ConstructorInfo _constructor;
    private readonly IReadOnlyDictionary<string, int> _numbers;

    internal MutantCopy(Assembly assembly, string type, IReadOnlyDictionary<string, int> numbers)
    {
        Type runtime = assembly.GetType("HmmSpec.Mutants.Mutants", throwOnError: true)!;
        _active = runtime.GetField("Active", BindingFlags.Public | BindingFlags.Static)!;
        _begin = runtime.GetMethod("Begin", BindingFlags.Public | BindingFlags.Static)!.CreateDelegate<Action>();
        _constructor = assembly.GetType(type, throwOnError: true)!.GetConstructor([typeof(World), typeof(Profile)])!;
        _numbers = numbers;
    }

    /// <summary>Makes machines with the mutant that is switched on.</summary>
    public MachineFactory Machines =>
        (world, profile) =>
        {
            _begin(); // A constructor has loops too.
            return (IMachine)_constructor.Invoke([world, profile]);
        };

    /// <summary>Switches a mutant on, and the one before it off; null switches all off.</summary>
    public void Switch(Mutant? mutant) => _active.SetValue(null, mutant is null ? 0 : _numbers[mutant.Id]);
}
