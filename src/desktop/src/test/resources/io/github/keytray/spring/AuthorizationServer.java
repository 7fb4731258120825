import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** Spring Authorization Server, as Spring Boot configures it by itself; its clients are in application.properties. */
@EnableAutoConfiguration
public class AuthorizationServer {
    public static void main(String[] arguments) {
        SpringApplication.run(AuthorizationServer.class, arguments);
    }
}
