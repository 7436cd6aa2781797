using System.Collections.Concurrent;
using HmmSpec.Mutation;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Mutation;

/// <summary>The faults of the bank, each compiled once for all tests.</summary>
internal static class CompiledFaults
{
    private static readonly ConcurrentDictionary<string, MachineFactory> Machines = new();
    private static readonly ConcurrentDictionary<string, IStepModel> Models = new();

    public static BankFault Find(string id) => BankFaults.All.Single(candidate => candidate.Id == id);

    public static MachineFactory Machine(BankFault fault) =>
        Machines.GetOrAdd(fault.Id, static (id, fault) => MachineCompiler.Compile(id, fault.Rewrites), fault);

    public static IStepModel Steps(BankFault fault) =>
        Models.GetOrAdd(fault.Id, static (id, fault) => StepModelCompiler.Compile(id, fault.Rewrites), fault);
}
