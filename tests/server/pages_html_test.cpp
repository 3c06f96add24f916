#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/pages/html.hpp"

namespace revivre::server::pages {
namespace {

TEST(HtmlWriter, EscapesTextThatLooksLikeMarkup) {
    EXPECT_EQ(text("</script><img src=x onerror=alert(1)>").markup(),
              "&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;");
    EXPECT_EQ(text("a & b < c > d \" e ' f").markup(), "a &amp; b &lt; c &gt; d &quot; e &#39; f");
}

TEST(HtmlWriter, EscapesWhatWouldEndAnAttribute) {
    const Html link =
        element("a", {{"title", "\"><svg onload='x'>"}, {"href", Url({"v", "x"})}}, text("y"));
    EXPECT_EQ(link.markup(),
              "<a title=\"&quot;&gt;&lt;svg onload=&#39;x&#39;&gt;\" href=\"/v/x\">y</a>");
}

TEST(HtmlWriter, ReplacesControlCharactersThatHtmlForbids) {
    EXPECT_EQ(text(std::string_view("a\0b\x1B\x7F\tc\r\n", 9)).markup(),
              "a\uFFFDb\uFFFD\uFFFD\tc\uFFFD\n");
}

TEST(HtmlWriter, IsolatesTextOfEitherDirection) {
    EXPECT_EQ(isolated("\u202Eevil").markup(), "<bdi>\u202Eevil</bdi>");
}

TEST(HtmlWriter, LeavesOutAttributesThatAreAbsent) {
    const Html input = void_element("input", {{"required", true},
                                              {"disabled", false},
                                              {"aria-current", std::optional<std::string>()},
                                              {"value", ""}});
    EXPECT_EQ(input.markup(), "<input required value=\"\">");
}

TEST(HtmlWriter, PutsBlanksOnlyBetweenWhatIsThere) {
    EXPECT_EQ(spaced({Html(), text("a"), Html(), text("b")}).markup(), "a b");
}

TEST(HtmlWriter, NamesTheLanguageOfADocument) {
    EXPECT_THAT(document("fr", Html(), text("x")),
                testing::StartsWith("<!doctype html>\n<html lang=\"fr\">\n<head>"));
}

TEST(PageUrl, KeepsEverySegmentAndValueInItsPlace) {
    EXPECT_EQ(Url({}).text(), "/");
    EXPECT_EQ(Url({"v", "a/../b?c#d"}).text(), "/v/a%2F..%2Fb%3Fc%23d");
    EXPECT_EQ(Url({"search"}).with("q", "a&b=c é").with("lang", "fr").text(),
              "/search?q=a%26b%3Dc%20%C3%A9&lang=fr");
    EXPECT_EQ(Url({"v", "x"}).with("c", "").text(), "/v/x");
}

TEST(PageUrl, NeverBecomesAnotherSchemeOrSite) {
    EXPECT_EQ(Url({"javascript:alert(1)"}).text(), "/javascript%3Aalert%281%29");
    EXPECT_EQ(Url({"", "evil.example"}).text(), "/evil.example");
}

TEST(PageUrl, StandsBelowThePublicAddress) {
    const Url url = Url({"v", "x"}).with("t", "7.3").at("t", "1,2");
    EXPECT_EQ(url.below("https://revivre.example.org/").text(),
              "https://revivre.example.org/v/x?t=7.3#t=1%2C2");
    EXPECT_EQ(url.below("").text(), "/v/x?t=7.3#t=1%2C2");
}

TEST(HtmlWriter, MarksALanguageOnlyByAWellFormedTag) {
    EXPECT_EQ(isolated("Grüße", "de").markup(), "<bdi lang=\"de\">Grüße</bdi>");
    EXPECT_EQ(isolated("x", "pt-BR").markup(), "<bdi lang=\"pt-BR\">x</bdi>");
    for (const char* tag : {"", "\" onclick=", "français", "d e"}) {
        EXPECT_EQ(isolated("x", tag).markup(), "<bdi>x</bdi>") << tag;
    }
}

TEST(PageUrl, WritesToAnAddressAndToNothingElse) {
    EXPECT_EQ(Url::mail("accueil@val-d-orne.example")->text(), "mailto:accueil@val-d-orne.example");
    EXPECT_EQ(Url::mail("a?cc=b@val.example")->text(), "mailto:a%3Fcc%3Db@val.example");
    for (const char* text :
         {"", "@", "a@", "@b", "a@b c", "a@b?subject=x", "javascript:alert(1)"}) {
        EXPECT_FALSE(Url::mail(text)) << text;
    }
}

}  // namespace
}  // namespace revivre::server::pages
