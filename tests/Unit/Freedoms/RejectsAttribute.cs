namespace HmmSpec.Tests.Freedoms;

/// <summary>The test goes just beyond a freedom, or does what is prohibited, and is rejected.</summary>
/// <param name="id">Of which freedom or prohibition.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class RejectsAttribute(string id) : Attribute
{
    public string Id => id;
}
