using System.Text.Json.Nodes;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>The tool and its rules, the clauses, as SARIF describes them.</summary>
internal static class SarifRules
{
    /// <summary>The tool with these clauses.</summary>
    /// <param name="tool">Name and version, as results have them.</param>
    /// <param name="clauses">The ids.</param>
    public static JsonObject Driver(string tool, IEnumerable<string> clauses)
    {
        string[] words = tool.Split(' ', 2);
        JsonObject driver = new() { ["name"] = words[0] };
        if (words is [_, string version])
        {
            driver["version"] = version;
        }

        driver["rules"] = SarifReport.List(clauses.Select(Rule));
        return driver;
    }

    private static JsonObject Rule(string id)
    {
        JsonObject rule = new() { ["id"] = id };
        if (Catalogue.Find(id) is Clause clause)
        {
            string help =
                $"Source: {clause.Source}. hmmspec spec show {id} says who states it and which scenarios show it.";
            rule["shortDescription"] = SarifReport.Message($"{id} ({ClauseWords.Of(clause.Kind)})");
            rule["fullDescription"] = SarifReport.Message(clause.Sentence);
            rule["help"] = SarifReport.Message($"{clause.Sentence}\n\n{help}");
            rule["defaultConfiguration"] = new JsonObject { ["level"] = "error" };
            rule["properties"] = new JsonObject
            {
                ["versions"] = ClauseWords.Of(clause.Versions),
                ["tags"] = SarifReport.List([clause.Family, ClauseWords.Of(clause.Kind)]),
            };
        }

        return rule;
    }
}
