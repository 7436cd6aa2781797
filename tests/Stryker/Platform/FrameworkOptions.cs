using Xunit.Abstractions;

namespace HmmSpec.Tests.Stryker.Platform;

/// <summary>The options that xunit asks for by name; one that is not set has the default that xunit gives it.</summary>
internal sealed class FrameworkOptions
    : LongLivedMarshalByRefObject,
        ITestFrameworkDiscoveryOptions,
        ITestFrameworkExecutionOptions
{
    private readonly Dictionary<string, object?> _values = [];

    public TValue GetValue<TValue>(string name) =>
        _values.TryGetValue(name, out object? value) && value is TValue found ? found : default!;

    public void SetValue<TValue>(string name, TValue value) => _values[name] = value;
}
