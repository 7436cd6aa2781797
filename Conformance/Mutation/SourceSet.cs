using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace HmmSpec.Mutation;

/// <summary>The sources of the models as this tool carries them.</summary>
public static class SourceSet
{
    /// <summary>The folder of the optimized machine.</summary>
    public const string Optimized = "Model/Optimized/";

    /// <summary>The folder of the reference.</summary>
    public const string Reference = "Model/Reference/";

    // What the SDK's implicit usings give a project when it is built from its folder.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        """;

    /// <summary>How the sources are read.</summary>
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Preview);

    /// <summary>A syntax tree for each source of a folder, in the order of their names.</summary>
    public static IReadOnlyList<SyntaxTree> Load(string folder)
    {
        Assembly assembly = typeof(SourceSet).Assembly;
        List<SyntaxTree> trees = [Parse(ImplicitUsings, "ImplicitUsings.cs")];
        foreach (string name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (name.StartsWith(folder, StringComparison.Ordinal))
            {
                using StreamReader reader = new(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
                trees.Add(Parse(reader.ReadToEnd(), name));
            }
        }

        return trees;
    }

    /// <summary>A syntax tree for each source in a folder of the file system and below, in the order of their names.</summary>
    /// <exception cref="DefectException">There is no such folder, or no source in it.</exception>
    public static IReadOnlyList<SyntaxTree> LoadFolder(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new DefectException($"{path}: There is no such folder.");
        }

        List<SyntaxTree> trees = [Parse(ImplicitUsings, "ImplicitUsings.cs")];
        IEnumerable<string> names = Directory
            .EnumerateFiles(path, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(path, file).Replace('\\', '/'))
            .Where(static name => !name.Split('/').Any(static part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal);
        trees.AddRange(names.Select(name => Parse(File.ReadAllText(Path.Combine(path, name)), name)));
        return trees.Count > 1 ? trees : throw new DefectException($"{path}: There are no C# sources.");
    }

    private static SyntaxTree Parse(string text, string path) =>
        CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), ParseOptions, path);
}
