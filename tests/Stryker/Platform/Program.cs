using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Testing.Platform.Builder;
using Microsoft.Testing.Platform.Capabilities.TestFramework;

namespace HmmSpec.Tests.Stryker.Platform;

/// <summary>
/// xunit v2 on Microsoft.Testing.Platform, which Stryker asks over one connection for one run after another: a mutant costs the
/// tests that reach it, and no process.
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is [OwnProcess.Argument])
        {
            await OwnProcess.ServeAsync(await TestCases.DiscoverAsync().ConfigureAwait(false)).ConfigureAwait(false);
            return 0;
        }
        TestCases tests = await ActiveMutant.WithoutAsync(DiscoverAsync).ConfigureAwait(false);
        KillOrder order = new(ActiveMutant.Path is null ? null : ActiveMutant.Path + ".order");
        order.Load();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => order.Save();
        ITestApplicationBuilder builder = await TestApplication.CreateBuilderAsync(arguments).ConfigureAwait(false);
        _ = builder.RegisterTestFramework(
            static _ => new TestFrameworkCapabilities(),
            (_, _) => new XunitFramework(tests, order)
        );
        using ITestApplication application = await builder.BuildAsync().ConfigureAwait(false);
        return await application.RunAsync().ConfigureAwait(false);
    }

    // With the values of all static fields, which belong to every mutant of this process; without them where Stryker asks what a
    // test reaches, for what makes them belongs to the test.
    private static async Task<TestCases> DiscoverAsync()
    {
        TestCases tests = await TestCases.DiscoverAsync().ConfigureAwait(false);
        if (Environment.GetEnvironmentVariable("STRYKER_COVERAGE_FILE") is not null)
        {
            return tests;
        }
        IEnumerable<Type> types = Directory
            .EnumerateFiles(AppContext.BaseDirectory, "HmmSpec.*.dll")
            .Select(Assembly.LoadFrom)
            .SelectMany(static assembly => assembly.GetTypes())
            .Where(static type => !type.ContainsGenericParameters && type.TypeInitializer is not null);
        foreach (Type type in types)
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        }
        return tests;
    }
}
