package io.drydock.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.drydock.model.DrydockException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What wrong configurations are told. */
class MistakesTest {

    private static List<String> mistakes(Given given) {
        DrydockException e = catchThrowableOfType(DrydockException.class, () -> ConfigReader.read(given.input()));
        assertThat(e).as("a configuration with mistakes was accepted").isNotNull();
        return e.why().lines().toList();
    }

    private static List<String> mistakes(String xml) {
        return mistakes(Given.pom(xml));
    }

    private static List<String> ofServices(String xml) {
        return mistakes("<services>" + xml + "</services>");
    }

    private static List<String> ofService(String xml) {
        return ofServices("<service><name>db</name><image>x</image>" + xml + "</service>");
    }

    private static List<String> ofSuite(String xml) {
        return mistakes("<verify><suites><suite>" + xml + "</suite></suites></verify>");
    }

    @Test
    void tenMistakesAreToldTogether() {
        List<String> mistakes = mistakes(Given.pom("""
                        <registry>https://registry.example.com</registry>
                        <image><dockerFile>x</dockerFile><keep>many</keep><builder>podman</builder></image>
                        <services>
                          <service><name>db</name></service>
                          <service><image>redis:7</image><timeout>10x</timeout><memory>lots</memory></service>
                        </services>
                        <verify><suites><suite><name>unit</name></suite></suites></verify>
                        <run><ports><port>http</port></ports></run>
                        """).with("docker.run.bind", "localhost"));

        assertThat(mistakes).hasSize(10);
        assertThat(mistakes)
                .anySatisfy(line -> assertThat(line).startsWith("<registry>: \"https://registry.example.com\""))
                .anySatisfy(line -> assertThat(line).startsWith("<image>: <dockerFile> is not known here"))
                .anySatisfy(line -> assertThat(line).startsWith("<image><keep>: \"many\""))
                .anySatisfy(line -> assertThat(line).startsWith("<image><builder>: \"podman\""))
                .anySatisfy(line -> assertThat(line).startsWith("<services><service>[db]: has neither"))
                .anySatisfy(line -> assertThat(line).startsWith("<services><service>[2]<timeout>: \"10x\""))
                .anySatisfy(line -> assertThat(line).startsWith("<services><service>[2]<memory>: \"lots\""))
                .anySatisfy(line -> assertThat(line).startsWith("<verify><suites><suite>[unit]: has no command"))
                .anySatisfy(line -> assertThat(line).startsWith("<run><ports><port>[1]: \"http\""))
                .anySatisfy(line -> assertThat(line).startsWith("-Ddocker.run.bind: \"localhost\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<image><dockerFile>x</dockerFile></image> | <image>: <dockerFile> is not known here; did you mean <dockerfile>?",
                "<dockerFile>x</dockerFile> | : <dockerFile> is not known here; did you mean <image><dockerfile>?",
                "<servcies/> | : <servcies> is not known here; did you mean <services>?",
                "<network><x/></network> | <network>: <x> is not known here; known are <pool>, <prefix>, <bind>",
                "<run><ports><prot>1</prot></ports></run> | <run><ports>: <prot> is not known here; did you mean <port>?",
                "<app><name>x</name></app> | <app>: <name> is not known here; write a text alone"
            })
    void unknownElementsAreToldWithWhatWasMeant(String xml, String line) {
        assertThat(mistakes(xml)).contains(line.startsWith(":") ? "<configuration>" + line : line);
    }

    @Test
    void elementsGivenTwiceAreTold() {
        assertThat(mistakes("<run><bind>127.0.0.1</bind><bind>0.0.0.0</bind></run>"))
                .containsExactly("<run><bind>: is given 2 times: keep one");
        assertThat(mistakes("<env><A>1</A><A>2</A></env>")).containsExactly("<env><A>: is given 2 times: keep one");
    }

    @Test
    void aTextAmongElementsIsTold() {
        assertThat(mistakes("<services>redis:7</services>"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("<services>: takes elements such as");
    }

    @Test
    void anAppWithBlanksAndCapitalsIsNoApp() {
        assertThat(mistakes("<app>My App</app>"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("<app>: \"My App\" is not an app name");
    }

    @Test
    void anImageInCapitalsIsNoImage() {
        assertThat(ofServices("<service><name>cache</name><image>Redis:7</image></service>"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("<services><service>[cache]<image>: ")
                .contains("\"Redis:7\"");
    }

    @Test
    void aServiceNeedsAnImageOrAnApp() {
        assertThat(ofServices("<service><name>db</name></service>"))
                .containsExactly(
                        "<services><service>[db]: has neither <image> nor <app>: write one, such as <image>redis:7</image>");
        assertThat(ofService("<app>y</app>"))
                .containsExactly("<services><service>[db]: has <image> and <app>: write one of the two");
    }

    @Test
    void anImageWhoseNameIsNoServiceNameAsksForOne() {
        assertThat(ofServices("<service><image>my_db:1</image></service>"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("<services><service>[1]: <name> is needed, since \"my_db\" is not a service name");
    }

    @Test
    void namesOfServicesAreUnique() {
        assertThat(ofServices("<service><image>redis:6</image></service><service><image>x</image></service>"
                        + "<service><image>redis:7</image></service>"))
                .containsExactly(
                        "<services><service>[3]: \"redis\" is the name of services 1 and 3: give one another <name>");
    }

    @Test
    void namesThatWouldBecomeTheSameVariableAreNotLegal() {
        assertThat(ofServices("<service><name>my-db</name><image>x</image></service>"
                        + "<service><name>my.db</name><image>x</image></service>"
                        + "<service><name>MY-DB</name><image>x</image></service>"))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("<services><service>[my.db]<name>: \"my.db\" is not a service name"))
                .anyMatch(line -> line.startsWith("<services><service>[MY-DB]<name>: \"MY-DB\" is not a service name"));
    }

    @ParameterizedTest
    @CsvSource({"app, is taken", "shop-web, is what the app itself is called", "deadbee, is taken"})
    void namesThatTheAppHasAreTaken(String name, String reason) {
        assertThat(ofServices("<service><name>" + name + "</name><image>x</image></service>"))
                .hasSize(1)
                .first()
                .asString()
                .contains("\"" + name + "\" " + reason);
    }

    @Test
    void anAppIsNoServiceOfItself() {
        assertThat(ofServices("<service><name>me</name><app>shop-web</app></service>"))
                .hasSize(1)
                .first()
                .asString()
                .contains("\"shop-web\" is this app itself");
    }

    @Test
    void unknownDependenciesAreToldWithWhatWasMeant() {
        assertThat(
                        ofServices(
                                "<service><image>redis</image></service>"
                                        + "<service><name>db</name><image>x</image><dependsOn><name>reddis</name></dependsOn></service>"))
                .containsExactly(
                        "<services><service>[db]: <dependsOn> \"reddis\" is no service here; did you mean redis?");
    }

    @Test
    void circlesAreShown() {
        assertThat(ofServices("<service><name>a</name><image>x</image><dependsOn><name>b</name></dependsOn></service>"
                        + "<service><name>b</name><image>x</image><dependsOn>c</dependsOn></service>"
                        + "<service><name>c</name><image>x</image><dependsOn>b</dependsOn></service>"))
                .containsExactly(
                        "<services><service>[b]: <dependsOn> goes in a circle: b -> c -> b; take one of them out");
        assertThat(ofService("<dependsOn>db</dependsOn>"))
                .hasSize(1)
                .first()
                .asString()
                .contains("db -> db");
    }

    @Test
    void aWaitHasExactlyOneKind() {
        assertThat(ofService("<waits><wait/><wait><tcp>1</tcp><healthy/></wait></waits>"))
                .containsExactly(
                        "<services><service>[db]<waits><wait>[1]: waits for nothing:"
                                + " write one of <healthy>, <tcp>, <http>, <log>, <exec>, <exit>",
                        "<services><service>[db]<waits><wait>[2]: holds 2 kinds of wait: give each a <wait> of its own");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<tcp/> | <tcp>: is empty",
                "<tcp>http</tcp> | <tcp>: \"http\" is not a port",
                "<http>http://x/ready</http> | <http>: \"http://x/ready\" is not the path of an HTTP request",
                "<http>/a<path>/b</path></http> | <http>: has two paths",
                "<http><status>2xx</status></http> | <http><status>: \"2xx\" is not a range",
                "<http><method>fetch</method></http> | <http><method>: \"fetch\" is not an HTTP method",
                "<log>ready (</log> | <log>: \"ready (\" is not a regular expression",
                "<log/> | <log>: is empty",
                "<log>a<match>b</match></log> | <log>: has two patterns",
                "<log><match>a</match><times>0</times></log> | <log><times>: \"0\"",
                "<exec/> | <exec>: is empty",
                "<exec>a 'b</exec> | <exec>: the quote at character 3",
                "<exec>a<arg>b</arg></exec> | <exec>: is a text and holds <arg>",
                "<exit>256</exit> | <exit>: \"256\" is not an exit code",
                "<healthy>no</healthy> | <healthy>: \"no\" is not expected",
                "<sleep>5</sleep> | : <sleep> is not known here"
            })
    void wrongWaitsAreTold(String xml, String line) {
        assertThat(ofService("<waits><wait>" + xml + "</wait></waits>"))
                .anyMatch(told -> told.startsWith("<services><service>[db]<waits><wait>[1]" + line));
    }

    @Test
    void nothingFollowsTheEndOfAContainer() {
        assertThat(ofService("<waits><exit>0</exit><tcp>1</tcp></waits>"))
                .containsExactly(
                        "<services><service>[db]<waits>: nothing can be waited for after <exit>: write it last, once");
        assertThat(mistakes("<run><waits><wait><exit>0</exit></wait></waits></run>"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("<run><waits>: <exit> is for services that end");
    }

    @Test
    void aServiceThatEndsHasNoRestartPolicy() {
        assertThat(ofService("<waits><exit>0</exit></waits><restart>always</restart>"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("<services><service>[db]<restart>: \"always\" would restart");
    }

    @Test
    void wrongPlaceholdersAreTold() {
        assertThat(ofService("<url>x://@{hots}</url>"))
                .containsExactly(
                        "<services><service>[db]<url>: \"@{hots}\" is not known here: write @{host} and @{port}");
    }

    @Test
    void aSecretHasOneSourceAndAnIdOfItsOwn() {
        assertThat(ofService("<secrets><secret><id>a</id></secret><secret><id>b</id><env>X</env><file>y</file></secret>"
                        + "<secret><id>c.d</id><env>X</env></secret><secret><id>C-D</id><env>X</env></secret>"
                        + "<secret><env>X</env></secret></secrets>"))
                .hasSize(4)
                .anyMatch(line -> line.contains("<secret>[a]: needs either <env>"))
                .anyMatch(line -> line.contains("<secret>[b]: needs either <env>"))
                .anyMatch(line -> line.contains("<secret>[C-D]: \"C-D\" is the id of two secrets"))
                .anyMatch(line -> line.contains("<secret>[5]: has no <id>"));
    }

    @Test
    void aValueInTheWrongPlaceOfASecretIsNotShown() {
        assertThat(ofService("<secrets><secret><id>a</id><env>s3cret!</env></secret>"
                        + "<secret><id>b</id><value>s3cret!</value></secret><secret>s3cret!</secret></secrets>"
                        + "<env><PASSWORD>s3cret!<x/></PASSWORD></env>"))
                .hasSizeGreaterThanOrEqualTo(5)
                .noneMatch(line -> line.contains("s3cret"));
    }

    @Test
    void aSuiteNeedsANameAndOneCommand() {
        assertThat(ofSuite("<command>x</command>"))
                .containsExactly("<verify><suites><suite>[1]: has no <name>: write one such as unit");
        assertThat(ofSuite("<name>a</name>")).hasSize(1).first().asString().contains("[a]: has no command");
        assertThat(ofSuite("<name>a</name><command>x</command><args><arg>y</arg></args>"))
                .hasSize(1)
                .first()
                .asString()
                .contains("[a]: has <command> and <args>");
    }

    @Test
    void namesOfSuitesAreUniqueAndLegal() {
        assertThat(mistakes("<verify><suites><suite><name>a</name><command>x</command></suite>"
                        + "<suite><name>a</name><command>x</command></suite>"
                        + "<suite><name>A b</name><command>x</command></suite></suites></verify>"))
                .hasSize(2)
                .anyMatch(line -> line.contains("<suite>[a]: \"a\" is the name of two suites"))
                .anyMatch(line -> line.contains("<suite>[3]<name>: \"A b\" is not a suite name"));
    }

    @Test
    void wrongYesOrNoIsTold() {
        assertThat(ofSuite("<name>a</name><command>x</command><withApp>yes</withApp>"))
                .containsExactly(
                        "<verify><suites><suite>[a]<withApp>: \"yes\" is not a yes or no: write true or false");
    }

    @Test
    void aSuiteThatTestsTheAppCannotHaveServicesOfItsOwn() {
        assertThat(ofSuite("<name>a</name><command>x</command><withApp>true</withApp>"
                        + "<freshServices>true</freshServices>"))
                .singleElement()
                .asString()
                .startsWith("<verify><suites><suite>[a]: has <withApp> and <freshServices>: the app");
    }

    @Test
    void portsThatMeetAreTold() {
        assertThat(mistakes("<run><ports><port>80:1</port><port>80:2</port><port>3</port><port>3</port></ports></run>"))
                .containsExactly(
                        "<run><ports>: 80 of this host is given to two ports: change one",
                        "<run><ports>: 3 is published twice: take one out");
    }

    @Test
    void volumesThatMeetAreTold() {
        assertThat(ofService("<volumes><volume>a:/x</volume><volume>b:/x/</volume></volumes>"))
                .containsExactly("<services><service>[db]<volumes>: \"/x\" is the path of two volumes: change one");
    }

    @Test
    void filesNeedBothEnds() {
        assertThat(ofService("<files><file><from>x</from></file></files>"))
                .hasSize(1)
                .first()
                .asString()
                .contains("<file>[1]: needs <from>");
    }

    @Test
    void labelsOfOursAreNotTheUsers() {
        assertThat(mistakes("<run><labels><io.drydock.app>x</io.drydock.app></labels></run>"))
                .hasSize(1)
                .first()
                .asString()
                .contains("\"io.drydock.app\" is not free to use");
    }

    @Test
    void aSubnetFitsThePoolAndHoldsTheServices() {
        assertThat(mistakes("<network><pool>10.0.0.0/24</pool><prefix>20</prefix></network>"))
                .containsExactly("<network><prefix>: /20 is larger than the pool 10.0.0.0/24: write 24 or more");
        assertThat(mistakes("<network><prefix>29</prefix></network><services>"
                        + "<service><image>a</image></service><service><image>b</image></service>"
                        + "<service><image>c</image></service></services>"))
                .containsExactly("<network><prefix>: /29 has 2 addresses, 3 are needed: write a smaller number");
        assertThat(mistakes("<network><pool>10.0.0.0</pool><prefix>30</prefix></network>"))
                .hasSize(2);
    }

    @Test
    void wrongOptionsOfGoalsAreToldWithTheRest() {
        assertThat(mistakes(Given.pom("<run><keep>x</keep></run>")
                        .with("docker.skip", "yes")
                        .with("docker.push.skip", "maybe")
                        .project("docker.format", "xml")))
                .hasSize(4)
                .anyMatch(line -> line.startsWith("-Ddocker.skip: \"yes\" is not a yes or no"))
                .anyMatch(line -> line.startsWith("-Ddocker.push.skip: \"maybe\""))
                .anyMatch(line -> line.equals("property docker.format: \"xml\" is not known here: write text or json"));
    }
}
