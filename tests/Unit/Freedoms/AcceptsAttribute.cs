namespace HmmSpec.Tests.Freedoms;

/// <summary>The test uses a freedom, or comes close to what is prohibited, and is accepted.</summary>
/// <param name="id">Of which freedom or prohibition.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class AcceptsAttribute(string id) : Attribute
{
    public string Id => id;
}
